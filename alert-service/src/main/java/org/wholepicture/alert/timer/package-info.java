/**
 * What alert-service does by itself as time passes: the nightly sweep and the mails that are due.
 */
@NullMarked
package org.wholepicture.alert.timer;

import org.jspecify.annotations.NullMarked;
