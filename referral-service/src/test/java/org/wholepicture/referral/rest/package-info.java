/** Tests of the parts of the HTTP interface that need no server. */
@NullMarked
package org.wholepicture.referral.rest;

import org.jspecify.annotations.NullMarked;
