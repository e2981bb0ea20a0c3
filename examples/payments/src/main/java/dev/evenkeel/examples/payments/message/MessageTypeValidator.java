// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Validator of the message type by the root element and its first child.
public final class MessageTypeValidator {
    /// The namespaces of pain.001.001.03: the one of ISO and the one of SIX, which Swiss banks use in their
    /// sample files.
    public static final List<String> NAMESPACES = List.of(
            "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03",
            "http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd");

    private MessageTypeValidator() {}

    /// Returns the reason to refuse a document, or null for a credit-transfer initiation.
    ///
    /// @param namespace namespace of the root element; empty when it has none
    /// @param root local name of the root element
    /// @param child local name of the root's first child element; null when it has none
    public static @Nullable StatusReason validate(String namespace, String root, @Nullable String child) {
        if ("CstmrPmtStsRpt".equals(child)) {
            return refuse("this is a status report (pain.002), send a pain.001");
        }
        if (!"Document".equals(root) || !"CstmrCdtTrfInitn".equals(child)) {
            return refuse("the message is not a credit-transfer initiation: expected Document/CstmrCdtTrfInitn, got "
                    + ValueQuoter.quote(root) + "/" + (child == null ? "nothing" : ValueQuoter.quote(child)));
        }
        if (!NAMESPACES.contains(namespace)) {
            return refuse("the namespace "
                    + (namespace.isEmpty() ? "is missing" : ValueQuoter.quote(namespace) + " is unknown")
                    + "; allowed: " + String.join(" and ", NAMESPACES));
        }
        return null;
    }

    private static StatusReason refuse(String text) {
        return StatusReason.ofMessage(StatusReasonCode.FF01, text);
    }
}
