// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.capacity.WorkKind;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// A split on the command line: percentages by kind of work.
final class TimeSplitOptionConverter {
    private TimeSplitOptionConverter() {}

    /// Converts the percentages to shares as in requests.
    static ObjectNode toShares(Map<WorkKind, BigDecimal> percents) {
        ObjectNode shares = ServerApiClient.JSON.createObjectNode();
        percents.forEach((kind, percent) -> shares.put(kind.name(), percent.movePointLeft(2)));
        return shares;
    }
}
