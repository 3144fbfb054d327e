/** Tests of what the front door decides, in plain Java. */
@NullMarked
package org.wholepicture.referral.domain;

import org.jspecify.annotations.NullMarked;
