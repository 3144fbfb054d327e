/** The mails: their words, and who gets them when they are sent. */
@NullMarked
package org.wholepicture.escalation.mail;

import org.jspecify.annotations.NullMarked;
