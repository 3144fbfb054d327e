package org.wholepicture.platform.messaging;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a message says into a record with the members that a service uses; the others are not
 * looked at. Those it uses are read strictly: a component that is not {@code @Nullable} must be
 * there, and nothing is taken for something else, a number for a text or a day. Not one sentence
 * about what is wrong quotes the content.
 */
public final class MessageData {

    /** The contracts' years, and a day at each end, because a moment has an offset of its own. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1899, 12, 31);

    private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

    private static final JsonMapper MAPPER = mapper();

    private MessageData() {}

    /**
     * The data as a record.
     *
     * @throws RefusedMessageException when something that is used is missing or of another kind
     */
    public static <T> T read(ObjectNode data, Class<T> type) {
        try {
            return MAPPER.treeToValue(data, type);
        } catch (JsonMappingException e) {
            throw new RefusedMessageException(
                    member(e) + " is missing or is not what the contract says");
        } catch (JsonProcessingException e) {
            // Without the cause: it quotes the content.
            throw new RefusedMessageException("the data is not what the contract says");
        }
    }

    /**
     * The constant that a code of the contract stands for.
     *
     * @param member whose code it is, for the sentence
     * @throws RefusedMessageException when the contract has no such code, or there is none
     */
    public static <E extends Enum<E>> E code(Class<E> type, @Nullable String code, String member) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(code)) {
                return constant;
            }
        }
        throw new RefusedMessageException(member + " is missing or is no code of the contract");
    }

    /**
     * A day that can be reckoned with.
     *
     * @throws RefusedMessageException when it lies outside the contracts' years, 1900 to 2199
     */
    public static LocalDate plausible(LocalDate day) {
        if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
            throw new RefusedMessageException("a date lies outside 1900 to 2199");
        }
        return day;
    }

    /**
     * A moment that can be reckoned with.
     *
     * @throws RefusedMessageException when it lies outside the contracts' years, 1900 to 2199
     */
    public static OffsetDateTime plausible(OffsetDateTime moment) {
        plausible(moment.toLocalDate());
        return moment;
    }

    /** The names lead to a component of ours: the content has no say in them. */
    private static String member(JsonMappingException e) {
        List<JsonMappingException.Reference> path = e.getPath();
        String names =
                path.stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .map(name -> name == null ? "an item" : name)
                        .collect(Collectors.joining("."));
        return names.isEmpty() ? "the data" : names;
    }

    private static JsonMapper mapper() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .addModule(
                                new SimpleModule()
                                        .addDeserializer(UUID.class, new Ids())
                                        .addDeserializer(Instant.class, new Moments())
                                        .addDeserializer(LocalDate.class, new Days()))
                        .annotationIntrospector(new NullMarked())
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .build();
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
        mapper.coercionConfigDefaults()
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        return mapper;
    }

    /**
     * What is not {@code @Nullable} in a record must be in the data, and so must items of lists.
     */
    private static final class NullMarked extends JacksonAnnotationIntrospector {
        @Serial private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
            return (member instanceof AnnotatedParameter parameter && !isNullable(parameter))
                    ? Boolean.TRUE
                    : super.hasRequiredMarker(member);
        }

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter
                    ? JsonSetter.Value.construct(
                            isNullable(parameter) ? Nulls.DEFAULT : Nulls.FAIL, Nulls.FAIL)
                    : super.findSetterInfo(annotated);
        }

        private static boolean isNullable(AnnotatedParameter parameter) {
            Executable constructor = (Executable) parameter.getOwner().getMember();
            AnnotatedType type = constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
            return type.isAnnotationPresent(Nullable.class);
        }
    }

    /** A value that stands in the data as a text. */
    private abstract static class Text<T> extends StdScalarDeserializer<T> {
        @Serial private static final long serialVersionUID = 1L;

        Text(Class<T> type) {
            super(type);
        }

        /** Reads it; fails with any runtime exception. */
        abstract T parse(String text);

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw context.wrongTokenException(
                        parser, handledType(), JsonToken.VALUE_STRING, "not a text");
            }
            try {
                return parse(parser.getText());
            } catch (DateTimeException | IllegalArgumentException e) {
                throw context.weirdStringException("", handledType(), "not of its form");
            }
        }
    }

    private static final class Ids extends Text<UUID> {
        @Serial private static final long serialVersionUID = 1L;

        Ids() {
            super(UUID.class);
        }

        @Override
        UUID parse(String text) {
            return EnvelopeJson.id(text);
        }
    }

    private static final class Moments extends Text<Instant> {
        @Serial private static final long serialVersionUID = 1L;

        Moments() {
            super(Instant.class);
        }

        @Override
        Instant parse(String text) {
            return plausible(OffsetDateTime.parse(text)).toInstant();
        }
    }

    private static final class Days extends Text<LocalDate> {
        @Serial private static final long serialVersionUID = 1L;

        Days() {
            super(LocalDate.class);
        }

        @Override
        LocalDate parse(String text) {
            return plausible(LocalDate.parse(text));
        }
    }
}
