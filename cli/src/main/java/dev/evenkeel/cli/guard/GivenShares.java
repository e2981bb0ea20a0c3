// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.Numbers;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.core.stats.Share;
import tools.jackson.databind.JsonNode;

/// The member `share`: the assigned share of the candidate, one for all ticks or one for each; absent, ticks go
/// by the share that they show.
final class GivenShares {
    private final JsonNode shares;

    GivenShares(Members members) throws RefusedLine {
        shares = members.get("share");
        if (shares.isArray()
                && members.get("ticks").isArray()
                && shares.size() != members.get("ticks").size()) {
            throw new RefusedLine("share must be one number, or one for each tick: there are "
                    + members.get("ticks").size() + " ticks, got " + shares.size() + " shares");
        }
        if (shares.isNumber()) {
            share(shares, "share");
        } else if (given() && !shares.isArray()) {
            throw new RefusedLine("share must be a number above 0 and below 1, or a list with one for each tick, got "
                    + Numbers.shown(shares));
        }
    }

    boolean given() {
        return !shares.isMissingNode() && !shares.isNull();
    }

    Share of(int tick) throws RefusedLine {
        return shares.isArray() ? share(shares.get(tick), "share[" + tick + "]") : share(shares, "share");
    }

    private static Share share(JsonNode value, String place) throws RefusedLine {
        double share = Numbers.finite(value, () -> place);
        try {
            return Share.assigned(share);
        } catch (IllegalArgumentException e) {
            throw new RefusedLine(place + ": " + e.getMessage());
        }
    }
}
