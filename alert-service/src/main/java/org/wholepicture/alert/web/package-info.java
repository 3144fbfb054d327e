/**
 * The pages: my alerts, and one alert with the facts behind it, which the chronology decides on.
 */
@NullMarked
package org.wholepicture.alert.web;

import org.jspecify.annotations.NullMarked;
