// SPDX-License-Identifier: Apache-2.0
/// What both cores and the audit know about the ledger's tables.
@NullMarked
package dev.evenkeel.examples.payments.ledger;

import org.jspecify.annotations.NullMarked;
