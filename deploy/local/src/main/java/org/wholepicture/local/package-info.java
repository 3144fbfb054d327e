/**
 * The whole platform on one machine without a container engine: one launcher that holds the gateway
 * and the mailbox, and starts PostgreSQL, Kafka, Keycloak and the four services as child processes.
 * Meant for looking, trying and testing on a loopback interface; never for real children's data.
 */
@NullMarked
package org.wholepicture.local;

import org.jspecify.annotations.NullMarked;
