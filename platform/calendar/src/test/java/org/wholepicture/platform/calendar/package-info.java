@NullMarked
package org.wholepicture.platform.calendar;

import org.jspecify.annotations.NullMarked;
