/** What the front door does by itself: filing, and measuring what is not filed. */
@NullMarked
package org.wholepicture.referral.timer;

import org.jspecify.annotations.NullMarked;
