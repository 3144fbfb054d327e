/** What this service does by itself as time passes: the timers of the stages. */
@NullMarked
package org.wholepicture.escalation.timer;

import org.jspecify.annotations.NullMarked;
