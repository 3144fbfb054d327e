/** What this service reads from the topics and publishes to them; its own wire records. */
@NullMarked
package org.wholepicture.escalation.messaging;

import org.jspecify.annotations.NullMarked;
