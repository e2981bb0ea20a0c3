// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.api.PrivacyApi.ErasureResponse;
import dev.evenkeel.api.PrivacyApi.PersonalDataReportResponse;
import dev.evenkeel.api.PrivacyApi.PersonalDataRequest;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for personal data of a targeting key (docs/reference/http-api.md). The key is in the request
/// body, because URLs are logged.
@RestController
@RequestMapping("/api/v1/privacy")
class PrivacyController {
    private final PersonalDataReportService privacy;
    private final ErasureService erasing;

    PrivacyController(PersonalDataReportService privacy, ErasureService erasing) {
        this.privacy = privacy;
        this.erasing = erasing;
    }

    /// Reports the stored data about a targeting key; changes nothing.
    @PostMapping("/report")
    @RequiresRight(Right.ADMINISTER)
    @OpenApiRequestBodySchema(PersonalDataRequest.class)
    PersonalDataReportResponse report(@RequestBody(required = false) @Nullable JsonNode body) {
        return privacy.report(TargetingKeyRequest.parse(body));
    }

    /// Erases data about a targeting key, except data needed for totals, and reports what remains.
    @PostMapping("/erase")
    @RequiresRight(Right.ADMINISTER)
    @OpenApiRequestBodySchema(PersonalDataRequest.class)
    ErasureResponse erase(@RequestBody(required = false) @Nullable JsonNode body, Caller.Actor caller) {
        TargetingKeyRequest request = TargetingKeyRequest.parse(body);
        privacy.validate(request);
        ErasureService.ErasureResult erased = erasing.erase(request, caller.name());
        return new ErasureResponse(erased.removed(), erased.auditEntry(), privacy.report(request));
    }
}
