// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// The schema of a service's own history as serialized by [dev.evenkeel.files.risk.ServiceHistoryCodec].
///
/// @param noticed minutes until detection; left out when empty
record OwnHistorySchema(
        LocalDate asOf,
        String service,
        double weeks,
        List<Change> changes,
        Map<String, Group> otherServices,
        List<Incident> incidents,
        Map<String, Technology> technologies,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> noticed) {
    /// @param factors left out when empty
    record Change(
            LocalDate on,
            String kind,
            String outcome,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> factors) {}

    record Group(long failed, long of) {}

    /// @param minutes duration of each part of the outage
    record Incident(LocalDate on, List<String> causes, boolean over, Map<String, Double> minutes) {}

    record Technology(double hours, double incidents) {}
}
