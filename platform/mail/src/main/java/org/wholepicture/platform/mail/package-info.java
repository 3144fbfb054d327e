/**
 * E-mail as rows: a message is written in the caller's transaction and sent later, outside any
 * transaction, by a dispatcher that records each attempt before it is made. E-mail cannot be sent
 * exactly once (RFC 1047); here a second copy is only sent after an attempt whose outcome nobody
 * knows, and carries the same Message-ID.
 */
@NullMarked
package org.wholepicture.platform.mail;

import org.jspecify.annotations.NullMarked;
