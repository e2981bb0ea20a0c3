// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.ledger.AcceptedMessageIds;
import dev.evenkeel.examples.payments.ledger.InvalidMessageIdsException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Message ids in JSON: any sequence of strings and of objects `{"accepted":[strings]}`. Usual forms are one
/// object, or one string per line.
final class JsonMessageIdReader implements AcceptedMessageIds {
    private static final JsonFactory JSON = new JsonFactory();

    private final InputStream body;

    JsonMessageIdReader(InputStream body) {
        this.body = body;
    }

    @Override
    public void forEach(Consumer<String> messageId) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    readObject(json, messageId);
                } else {
                    messageId.accept(string(json, token));
                }
            }
        } catch (JacksonException e) {
            throw new InvalidMessageIdsException("The body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void readObject(JsonParser json, Consumer<String> messageId) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            if (!"accepted".equals(json.currentName()) || json.nextToken() != JsonToken.START_ARRAY) {
                throw new InvalidMessageIdsException(
                        "Expected one property \"accepted\" with an array of strings, got \"" + json.currentName()
                                + "\".");
            }
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                messageId.accept(string(json, token));
            }
        }
    }

    private static String string(JsonParser json, @Nullable JsonToken token) {
        if (token != JsonToken.VALUE_STRING) {
            throw new InvalidMessageIdsException("A message id must be a string, got " + token + " at line "
                    + json.currentTokenLocation().getLineNr() + ".");
        }
        return json.getString();
    }
}
