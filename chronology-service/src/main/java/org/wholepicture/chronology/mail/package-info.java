/** Tells people of emergencies by e-mail: a reference and a link, never a child. */
@NullMarked
package org.wholepicture.chronology.mail;

import org.jspecify.annotations.NullMarked;
