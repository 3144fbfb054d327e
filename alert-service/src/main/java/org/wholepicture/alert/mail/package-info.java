/**
 * E-mail about alerts: its words, which say nothing about a child, and whom it goes to at the
 * moment of sending.
 */
@NullMarked
package org.wholepicture.alert.mail;

import org.jspecify.annotations.NullMarked;
