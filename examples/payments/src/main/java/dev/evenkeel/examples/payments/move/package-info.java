// SPDX-License-Identifier: Apache-2.0
/// The move of the ledger to another database, stage by stage: each message is booked in one or both, by the
/// classic core in the old one and by the modern core in the new one.
@NullMarked
package dev.evenkeel.examples.payments.move;

import org.jspecify.annotations.NullMarked;
