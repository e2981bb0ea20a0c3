// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.api.IncidentTemplateApi.IncidentTemplateResponse;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints that read incident templates (docs/reference/http-api.md). Templates are changed by files
/// only.
@RestController
@RequestMapping("/api/v1/incident-templates")
class IncidentTemplateListController {
    private final IncidentTemplateService templates;

    IncidentTemplateListController(IncidentTemplateService templates) {
        this.templates = templates;
    }

    /// Lists all incident templates, by name.
    @GetMapping
    List<IncidentTemplateResponse> list() {
        return templates.listAll();
    }
}
