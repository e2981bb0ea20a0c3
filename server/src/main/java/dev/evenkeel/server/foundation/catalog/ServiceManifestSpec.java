// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The spec of a service in manifests; the components are those of [Service].
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceManifestSpec(
        @JsonPropertyDescription("Display name; the key by default.")
        String name,

        @JsonPropertyDescription("Team that owns the service.")
        String owner,

        @JsonPropertyDescription("On-call contact: an address, a chat channel or a schedule.")
        String escalation,

        @JsonPropertyDescription("Tier from 1 (most critical) to 4; default 3.")
        int tier,

        @JsonPropertyDescription("Services that it depends on directly.")
        List<String> dependsOn,

        @JsonPropertyDescription("Flags of the service; a flag belongs to at most one service.")
        List<ServiceFlag> flags,

        @JsonPropertyDescription("Average cost of a failed call.") @Nullable
        FailureCost failureCost) {
    static ServiceManifestSpec of(Service service) {
        return new ServiceManifestSpec(
                service.name(),
                service.owner(),
                service.escalation(),
                service.tier(),
                service.dependsOn(),
                service.flags(),
                service.failureCost());
    }
}
