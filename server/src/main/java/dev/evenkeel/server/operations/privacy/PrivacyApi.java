// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.server.foundation.schema.Takes;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Needs;
import dev.evenkeel.server.foundation.security.access.Right;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What is kept about a targeting key, over HTTP (docs/reference/http-api.md). The key stands in the body,
/// because addresses end up in logs.
@RestController
@RequestMapping("/api/v1/privacy")
class PrivacyApi {
    private final Privacy privacy;
    private final Erasing erasing;

    PrivacyApi(Privacy privacy, Erasing erasing) {
        this.privacy = privacy;
        this.erasing = erasing;
    }

    @PostMapping("/report")
    @Needs(Right.ADMINISTER)
    @Takes(PrivacyBodies.Key.class)
    PersonReport report(@RequestBody(required = false) @Nullable JsonNode body) {
        return privacy.report(KeyOrder.read(body));
    }

    /// @param left what is still kept of it, as a report says it
    record Answer(@JsonUnwrapped Erasing.Erased erased, PersonReport left) {}

    @PostMapping("/erase")
    @Needs(Right.ADMINISTER)
    @Takes(PrivacyBodies.Key.class)
    Answer erase(@RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        KeyOrder order = KeyOrder.read(body);
        privacy.check(order);
        Erasing.Erased erased = erasing.erase(order, caller.name());
        return new Answer(erased, privacy.report(order));
    }
}
