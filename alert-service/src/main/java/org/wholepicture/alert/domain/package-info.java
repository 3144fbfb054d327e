/**
 * The rules and the life of an alert, as pure values: plain Java, no clock, no database. The same
 * code runs in the service, in the nightly sweep and over case histories on the command line.
 */
@NullMarked
package org.wholepicture.alert.domain;

import org.jspecify.annotations.NullMarked;
