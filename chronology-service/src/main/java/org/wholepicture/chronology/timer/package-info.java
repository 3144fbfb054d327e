/** What the service does by itself, time and again. */
@NullMarked
package org.wholepicture.chronology.timer;

import org.jspecify.annotations.NullMarked;
