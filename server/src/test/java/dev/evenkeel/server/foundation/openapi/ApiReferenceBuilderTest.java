// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ApiReferenceBuilderTest {
    private static final String DOCUMENT = """
            {"paths":{
              "/api/v1/environments/{environment}/flags/{key}":{"delete":{
                "summary":"Deletes a flag.",
                "description":"Requires the permission author or operate for the service of the path, or for all services.",
                "parameters":[{"name":"reason","in":"query","required":false,"schema":{"type":"string"}}],
                "security":[{"token":[]}],
                "responses":{"204":{}}}},
              "/api/v1/users":{"post":{
                "summary":"Creates a user.",
                "description":"Requires the permission administer for all services.",
                "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/CreateUser"}}}},
                "security":[{"token":[]}],
                "responses":{"201":{}}}},
              "/sdk/v1/flags":{"get":{"summary":"Returns all flags.","security":[{"sdkKey":[]}],"responses":{"200":{}}}}},
             "components":{"schemas":{"CreateUser":{"type":"object","required":["name"],"properties":{
              "name":{"type":"string","description":"name of the user"}}}}}}""";

    private final Map<String, String> pages =
            new ApiReferenceBuilder(JsonMapper.shared().readTree(DOCUMENT)).build();

    @Test
    void listsPermissionOfEachEndpoint() {
        assertThat(pages.get("permissions"))
                .contains(
                        "## Flags",
                        "| `DELETE /api/v1/environments/{environment}/flags/{key}` | `author` or `operate` for the service of"
                                + " the path, or for all services |",
                        "## Administration",
                        "| `POST /api/v1/users` | `administer` for all services |",
                        "| `GET /sdk/v1/flags` | SDK key |");
    }

    @Test
    void describesParametersFieldsAndExampleOfEachEndpoint() {
        assertThat(pages.get("flags"))
                .contains(
                        "### DELETE /api/v1/environments/{environment}/flags/{key}",
                        "Deletes a flag.",
                        "| `reason` | query | string |",
                        "curl -X DELETE \"$EVENKEEL_SERVER/api/v1/environments/production/flags/key\"");
        assertThat(pages.get("administration"))
                .contains("| `name` | string | yes | name of the user |", "-H \"Content-Type: application/json\" -d '");
    }
}
