// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules a credit-transfer initiation must keep to be booked. All problems are collected, then told at once.
///
/// Two things are forgiven with a warning, because banks' own sample files need it: a wrong number of transactions
/// when the control sum agrees with the transfers, and wrong check digits of an IBAN. Confined to one thread.
final class InitiationRules {
    private static final String NOT_PROVIDED = "NOTPROVIDED";
    private static final int LONGEST_ID = 35;
    private static final int LONGEST_NAME = 140;

    private final Initiation initiation;
    private final Findings problems = new Findings();
    private final Findings warnings = new Findings();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private BigDecimal groupSum = BigDecimal.ZERO;
    private int groupCount;
    private boolean sumKnown = true;

    InitiationRules(Initiation initiation) {
        this.initiation = initiation;
    }

    Checked check() {
        checkHeader();
        initiation.blocks().forEach(this::checkBlock);
        if (groupCount == 0) {
            refuse(ReasonCode.FF01, "the message holds no credit transfer (PmtInf/CdtTrfTxInf)");
        } else {
            checkControl("GrpHdr", initiation.control(), groupCount, groupSum);
        }
        String messageId = initiation.messageId();
        if (!problems.isEmpty() || messageId == null) {
            return new Checked.Failed(new Answer.Refused(messageId, problems.list()));
        }
        return new Checked.Passed(new Order(messageId, party(), transfers, warnings.list()));
    }

    private String party() {
        return initiation.initiatingParty() == null ? NOT_PROVIDED : initiation.initiatingParty();
    }

    private void checkHeader() {
        checkId("GrpHdr/MsgId", initiation.messageId(), null);
        if (party().length() > LONGEST_NAME) {
            refuse(ReasonCode.FF01, "GrpHdr/InitgPty " + Shown.of(party()) + " is longer than 140 characters");
        }
        if (initiation.control().count() == null) {
            refuse(ReasonCode.FF01, "GrpHdr/NbOfTxs is missing");
        }
    }

    private void checkBlock(Initiation.Block block) {
        if ("CHK".equals(block.method())) {
            refuse(ReasonCode.FF03, "PmtMtd CHK asks for a cheque; send TRF or TRA for a credit transfer");
        }
        BigDecimal blockSum = BigDecimal.ZERO;
        for (Initiation.Instruction instruction : block.instructions()) {
            blockSum = blockSum.add(checkInstruction(block, instruction));
        }
        int count = block.instructions().size();
        checkControl("PmtInf " + Shown.of(block.paymentInfoId()), block.control(), count, blockSum);
        groupSum = groupSum.add(blockSum);
        groupCount += count;
    }

    /// Keeps the transfer when it is in order; returns its amount, or zero when that is invalid.
    private BigDecimal checkInstruction(Initiation.Block block, Initiation.Instruction instruction) {
        Reason.Transaction where =
                new Reason.Transaction(orNotProvided(block.paymentInfoId()), orNotProvided(instruction.endToEndId()));
        checkId("PmtId/EndToEndId", instruction.endToEndId(), where);
        String debtor = account(ReasonCode.AC02, "debtor account", block.debtor(), where);
        String creditor = account(ReasonCode.AC03, "creditor account", instruction.creditor(), where);
        int occurrence = occurrence(where);
        return switch (AmountRules.read(instruction.amount())) {
            case AmountRules.Outcome.Invalid(ReasonCode code, String text) -> {
                problems.add(new Reason(code, text, where));
                sumKnown = false;
                yield BigDecimal.ZERO;
            }
            case AmountRules.Outcome.Valid(Money money, BigDecimal decimal) -> {
                transfers.add(new Transfer(where.endToEndId(), occurrence, debtor, creditor, money));
                yield decimal;
            }
        };
    }

    private int occurrence(Reason.Transaction where) {
        int occurrence = occurrences.merge(where.endToEndId(), 1, Integer::sum);
        if (occurrence > 1 && !NOT_PROVIDED.equals(where.endToEndId())) {
            problems.add(new Reason(
                    ReasonCode.DU04,
                    "EndToEndId " + Shown.of(where.endToEndId()) + " is used more than once in this message",
                    where));
        }
        return occurrence;
    }

    private String account(ReasonCode code, String name, Initiation.Account account, Reason.Transaction where) {
        return switch (AccountRules.read(account)) {
            case AccountRules.Outcome.Invalid(String text) -> {
                problems.add(new Reason(code, name + " " + text, where));
                yield NOT_PROVIDED;
            }
            case AccountRules.Outcome.Valid(String id, boolean checked) -> {
                if (!checked) {
                    warnings.add(new Reason(
                            ReasonCode.NARR, name + " " + Shown.of(id) + ": the IBAN's check digits are wrong", where));
                }
                yield id;
            }
        };
    }

    /// The sum protects the amounts: a wrong one always refuses. The count alone is forgiven when the sum agrees.
    /// Says nothing once an amount was unreadable: the sum is then unknown and the message refused anyway.
    private void checkControl(String where, Initiation.Control control, int count, BigDecimal sum) {
        if (!sumKnown) {
            return;
        }
        BigDecimal claimed = AmountRules.decimal(control.sum());
        boolean sumAgrees = claimed != null && claimed.compareTo(sum) == 0;
        if (control.sum() != null && !sumAgrees) {
            refuse(
                    ReasonCode.AM10,
                    where + "/CtrlSum is " + Shown.of(control.sum()) + ", the transfers sum up to "
                            + sum.toPlainString());
        }
        if (control.count() == null || counts(control.count(), count)) {
            return;
        }
        String text = where + "/NbOfTxs is " + Shown.of(control.count()) + ", the number of transfers is " + count;
        if (sumAgrees) {
            warnings.add(Reason.ofMessage(ReasonCode.NARR, text + "; accepted because CtrlSum agrees"));
        } else {
            refuse(ReasonCode.AM18, text);
        }
    }

    private static boolean counts(String claimed, int count) {
        BigDecimal number = AmountRules.decimal(claimed);
        return number != null && number.compareTo(BigDecimal.valueOf(count)) == 0;
    }

    private void checkId(String name, @Nullable String id, Reason.@Nullable Transaction where) {
        if (id == null) {
            problems.add(new Reason(ReasonCode.FF01, name + " is missing", where));
        } else if (id.length() > LONGEST_ID) {
            problems.add(new Reason(
                    ReasonCode.FF01,
                    name + " " + Shown.of(id) + " is longer than " + LONGEST_ID + " characters",
                    where));
        }
    }

    private static String orNotProvided(@Nullable String text) {
        return text == null ? NOT_PROVIDED : text;
    }

    private void refuse(ReasonCode code, String text) {
        problems.add(Reason.ofMessage(code, text));
    }
}
