// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

/// The ISO 20022 status reason codes (external code set `ExternalStatusReason1Code`) that this service uses.
public enum StatusReasonCode {
    /// Invalid debtor account.
    AC02,
    /// Invalid creditor account.
    AC03,
    /// Zero amount.
    AM01,
    /// Currency that cannot be booked.
    AM03,
    /// Control sum does not match the transfers.
    AM10,
    /// Invalid amount.
    AM12,
    /// Number of transactions does not match the transfers.
    AM18,
    /// Message identification used before.
    DU01,
    /// End-to-end identification used twice in one message.
    DU04,
    /// Wrong message type, or a mandatory field is missing.
    FF01,
    /// Syntax: not well-formed XML.
    FF02,
    /// Payment method that is not a credit transfer.
    FF03,
    /// Narrative: a warning as text.
    NARR,
    /// Characters that the receiver does not accept.
    RR10
}
