// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

/// What a reader made of the bytes of a message.
public sealed interface MessageParseResult {

    /// A pain.001.001.03 message, its rules still unchecked.
    record ParsedInitiation(PaymentInitiation initiation) implements MessageParseResult {}

    /// Well-formed XML, but not a message this service takes.
    record UnsupportedMessage(StatusReason reason) implements MessageParseResult {}

    /// Not well-formed XML, or with a document type declaration, which no reader accepts.
    ///
    /// @param line the line at which reading ended, from 1; -1 when unknown
    record MalformedXml(int line) implements MessageParseResult {}
}
