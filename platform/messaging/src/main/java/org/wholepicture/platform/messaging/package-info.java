/**
 * Messages between services that survive crashes: an outbox in the caller's transaction, a relay to
 * Kafka, and a consumer loop whose inbox rows and effects commit together. Plain JDBC, so that a
 * service keeps its own way of reading and writing its tables.
 */
@NullMarked
package org.wholepicture.platform.messaging;

import org.jspecify.annotations.NullMarked;
