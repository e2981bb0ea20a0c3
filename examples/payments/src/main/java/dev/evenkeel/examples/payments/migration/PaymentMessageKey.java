// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.migration;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The key of a message, in the order of PostgreSQL's collation "C" in UTF-8: by bytes.
record PaymentMessageKey(String messageId, String initiatingParty) implements Comparable<PaymentMessageKey> {
    @Override
    public int compareTo(PaymentMessageKey other) {
        int byId = compare(messageId, other.messageId);
        return byId != 0 ? byId : compare(initiatingParty, other.initiatingParty);
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
