package org.wholepicture.platform.web;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads ids in paths, queries and forms in the usual form alone, as {@link Ids} does: otherwise
 * {@code 1-1-1-1-1} would be a second name of something.
 */
@Provider
public final class UuidParams implements ParamConverterProvider {

    /** For the container. */
    public UuidParams() {}

    @Override
    @SuppressWarnings("unchecked") // the class was compared
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, Type genericType, Annotation[] annotations) {
        return type == UUID.class ? (ParamConverter<T>) new InUsualForm() : null;
    }

    private static final class InUsualForm implements ParamConverter<UUID> {

        @Override
        public UUID fromString(String text) {
            return Ids.read(text).orElseThrow(() -> new IllegalArgumentException("no id"));
        }

        @Override
        public String toString(UUID id) {
            return id.toString();
        }
    }
}
