/**
 * What the service does, one class for each use case. Transactions begin here and nowhere else; who
 * may read is decided here.
 */
@NullMarked
package org.wholepicture.chronology.application;

import org.jspecify.annotations.NullMarked;
