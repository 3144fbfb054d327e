/** Tests of the parts of the tables' side that need no server. */
@NullMarked
package org.wholepicture.referral.persistence;

import org.jspecify.annotations.NullMarked;
