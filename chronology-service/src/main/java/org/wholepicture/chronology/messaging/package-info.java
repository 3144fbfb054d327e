/**
 * What arrives on the topics: records of this service's own with the fields it uses, and the
 * handlers that turn them into what is kept.
 */
@NullMarked
package org.wholepicture.chronology.messaging;

import org.jspecify.annotations.NullMarked;
