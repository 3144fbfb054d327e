/**
 * What the other services are told: the published form of events, records, decisions and the
 * directory, left in the outbox.
 */
@NullMarked
package org.wholepicture.referral.messaging;

import org.jspecify.annotations.NullMarked;
