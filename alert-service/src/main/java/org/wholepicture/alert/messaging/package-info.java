/**
 * What alert-service reads from and writes to the topics. Its records have only the fields it uses:
 * a narrative, sealed or not, is never deserialised here.
 */
@NullMarked
package org.wholepicture.alert.messaging;

import org.jspecify.annotations.NullMarked;
