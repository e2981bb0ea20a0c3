// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

/// What a reader made of the bytes of a message.
public sealed interface Reading {

    /// A pain.001.001.03 message, its rules still unchecked.
    record Complete(Initiation initiation) implements Reading {}

    /// Well-formed XML, but not a message this service takes.
    record NotPain001(Reason reason) implements Reading {}

    /// Not well-formed XML, or with a document type declaration, which no reader accepts.
    ///
    /// @param line the line at which reading ended, from 1; -1 when unknown
    record NotXml(int line) implements Reading {}
}
