/**
 * Plays case histories through the running services, as the agencies' own systems and people would:
 * tokens, the public API, the mailbox. Knows the services by their contracts alone.
 */
@NullMarked
package org.wholepicture.cases.services;

import org.jspecify.annotations.NullMarked;
