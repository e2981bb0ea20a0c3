// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import dev.evenkeel.server.foundation.schema.OpenApiResponseSchema;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// `/v3/api-docs`: the OpenAPI 3.1 document of the API (docs/reference/http-api.md).
@RestController
final class OpenApiController {
    private final ObjectProvider<RequestMappingHandlerMapping> handlers;

    OpenApiController(ObjectProvider<RequestMappingHandlerMapping> handlers) {
        this.handlers = handlers;
    }

    /// Returns the OpenAPI document of this server.
    @GetMapping("/v3/api-docs")
    @RequiresRight(Right.ADMINISTER)
    @OpenApiResponseSchema(Map.class)
    JsonNode getDocument() {
        OpenApiDocumentBuilder document = new OpenApiDocumentBuilder(
                OpenApiController.class.getPackage().getImplementationVersion(), OperationSummaries.load());
        handlers.orderedStream().forEach(mapping -> mapping.getHandlerMethods().forEach(document::add));
        return document.toJson();
    }
}
