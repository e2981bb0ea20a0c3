// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.server.foundation.schema.RequestSchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
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
class PrivacyController {
    private final PersonalDataService privacy;
    private final ErasureService erasing;

    PrivacyController(PersonalDataService privacy, ErasureService erasing) {
        this.privacy = privacy;
        this.erasing = erasing;
    }

    @PostMapping("/report")
    @RequiresRight(Right.ADMINISTER)
    @RequestSchema(PrivacyRequestSchemas.PersonalDataRequest.class)
    PersonalDataReport report(@RequestBody(required = false) @Nullable JsonNode body) {
        return privacy.report(TargetingKeyRequest.read(body));
    }

    /// @param left what is still kept of it, as a report says it
    record ErasureResponse(@JsonUnwrapped ErasureService.ErasureResult erased, PersonalDataReport left) {}

    @PostMapping("/erase")
    @RequiresRight(Right.ADMINISTER)
    @RequestSchema(PrivacyRequestSchemas.PersonalDataRequest.class)
    ErasureResponse erase(@RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        TargetingKeyRequest order = TargetingKeyRequest.read(body);
        privacy.check(order);
        ErasureService.ErasureResult erased = erasing.erase(order, caller.name());
        return new ErasureResponse(erased, privacy.report(order));
    }
}
