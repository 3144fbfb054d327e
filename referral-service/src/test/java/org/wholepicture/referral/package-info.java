/** Tests of the front door: its parts alone, and the whole service on real servers. */
@NullMarked
package org.wholepicture.referral;

import org.jspecify.annotations.NullMarked;
