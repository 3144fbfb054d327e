/** The chart and the images' Dockerfile, tried without a cluster and without a container engine. */
@NullMarked
package org.wholepicture.helm;

import org.jspecify.annotations.NullMarked;
