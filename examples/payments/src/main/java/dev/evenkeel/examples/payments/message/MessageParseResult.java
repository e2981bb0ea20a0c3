// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

/// The result of parsing a message.
public sealed interface MessageParseResult {

    /// A pain.001.001.03 message whose rules have not been checked yet.
    record ParsedInitiation(PaymentInitiation initiation) implements MessageParseResult {}

    /// Well-formed XML of a message type that this service does not accept.
    record UnsupportedMessage(StatusReason reason) implements MessageParseResult {}

    /// Not well-formed XML, or XML with a document type declaration, which no parser accepts.
    ///
    /// @param line line at which parsing stopped, from 1; -1 when unknown
    record MalformedXml(int line) implements MessageParseResult {}
}
