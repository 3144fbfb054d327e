/** The front door's page: claims to confirm and events in review, for its officers alone. */
@NullMarked
package org.wholepicture.referral.web;

import org.jspecify.annotations.NullMarked;
