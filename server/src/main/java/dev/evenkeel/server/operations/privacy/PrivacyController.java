// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.api.PrivacyApi.ErasureResponse;
import dev.evenkeel.api.PrivacyApi.PersonalDataReportResponse;
import dev.evenkeel.api.PrivacyApi.PersonalDataRequest;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

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
    PersonalDataReportResponse report(JsonRequest<PersonalDataRequest> body) {
        return privacy.report(validate(body));
    }

    /// Erases data about a targeting key, except data needed for totals, and reports what remains.
    @PostMapping("/erase")
    @RequiresRight(Right.ADMINISTER)
    ErasureResponse erase(JsonRequest<PersonalDataRequest> body, Caller.Actor caller) {
        PersonalDataRequest request = validate(body);
        privacy.validate(request);
        ErasureService.ErasureResult erased = erasing.erase(request, caller.name());
        return new ErasureResponse(erased.removed(), erased.auditEntry(), privacy.report(request));
    }

    private static PersonalDataRequest validate(JsonRequest<PersonalDataRequest> body) {
        return body.orThrow("The request was not processed.", (given, errors) -> {
            if (given.key() != null
                    && given.reason() != null
                    && new TargetingKeyTextMatcher(given.key()).test(given.reason())) {
                errors.add("/reason", "contains the key", "the audit log keeps reasons permanently: omit the key");
            }
        });
    }
}
