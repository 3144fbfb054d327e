/** The API of alert-service: bearer tokens only, problem details for every refusal. */
@NullMarked
package org.wholepicture.alert.rest;

import org.jspecify.annotations.NullMarked;
