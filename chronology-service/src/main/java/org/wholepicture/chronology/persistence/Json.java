package org.wholepicture.chronology.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.wholepicture.chronology.domain.Claim;

/** The two columns that hold JSON. */
@Singleton
class Json {

    private static final TypeReference<List<Claim>> CLAIMS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    private final ObjectMapper mapper;

    Json(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a claim or detail that is no JSON", e);
        }
    }

    List<Claim> claims(String json) {
        return read(json, CLAIMS);
    }

    Map<String, Object> details(String json) {
        return read(json, DETAILS);
    }

    private <T> T read(String json, TypeReference<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            // Without its location, which quotes the content.
            e.clearLocation();
            throw new IllegalStateException("a column holds other JSON than this version wrote");
        }
    }
}
