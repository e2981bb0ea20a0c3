// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Validator of a credit-transfer initiation before it is booked. Collects all problems and returns them
/// together.
///
/// Two problems cause only a warning, because banks' own sample files need it: a wrong number of transactions
/// when the control sum matches the transfers, and wrong check digits of an IBAN. Not thread-safe.
final class PaymentInitiationValidator {
    private static final String NOT_PROVIDED = "NOTPROVIDED";
    private static final int LONGEST_ID = 35;
    private static final int LONGEST_NAME = 140;

    private final PaymentInitiation initiation;
    private final StatusReasonCollector problems = new StatusReasonCollector();
    private final StatusReasonCollector warnings = new StatusReasonCollector();
    private final List<CreditTransfer> transfers = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private BigDecimal groupSum = BigDecimal.ZERO;
    private int groupCount;
    private boolean sumKnown = true;

    PaymentInitiationValidator(PaymentInitiation initiation) {
        this.initiation = initiation;
    }

    ValidationResult validate() {
        checkHeader();
        initiation.blocks().forEach(this::checkBlock);
        if (groupCount == 0) {
            addProblem(StatusReasonCode.FF01, "the message contains no credit transfer (PmtInf/CdtTrfTxInf)");
        } else {
            checkControl("GrpHdr", initiation.control(), groupCount, groupSum);
        }
        String messageId = initiation.messageId();
        if (!problems.isEmpty() || messageId == null) {
            return new ValidationResult.InvalidOrder(new BookingResult.Rejected(messageId, problems.list()));
        }
        return new ValidationResult.ValidOrder(new PaymentOrder(messageId, party(), transfers, warnings.list()));
    }

    private String party() {
        return initiation.initiatingParty() == null ? NOT_PROVIDED : initiation.initiatingParty();
    }

    private void checkHeader() {
        checkId("GrpHdr/MsgId", initiation.messageId(), null);
        if (party().length() > LONGEST_NAME) {
            addProblem(
                    StatusReasonCode.FF01,
                    "GrpHdr/InitgPty " + ValueQuoter.quote(party()) + " is longer than 140 characters");
        }
        if (initiation.control().count() == null) {
            addProblem(StatusReasonCode.FF01, "GrpHdr/NbOfTxs is missing");
        }
    }

    private void checkBlock(PaymentInitiation.PaymentBlock block) {
        if ("CHK".equals(block.method())) {
            addProblem(StatusReasonCode.FF03, "PmtMtd CHK is a check; use TRF or TRA for a credit transfer");
        }
        BigDecimal blockSum = BigDecimal.ZERO;
        for (PaymentInitiation.Instruction instruction : block.instructions()) {
            blockSum = blockSum.add(checkInstruction(block, instruction));
        }
        int count = block.instructions().size();
        checkControl("PmtInf " + ValueQuoter.quote(block.paymentInfoId()), block.control(), count, blockSum);
        groupSum = groupSum.add(blockSum);
        groupCount += count;
    }

    /// Adds the transfer if it is valid. Returns its amount, or zero if that is invalid.
    private BigDecimal checkInstruction(
            PaymentInitiation.PaymentBlock block, PaymentInitiation.Instruction instruction) {
        StatusReason.TransactionReference where = new StatusReason.TransactionReference(
                orNotProvided(block.paymentInfoId()), orNotProvided(instruction.endToEndId()));
        checkId("PmtId/EndToEndId", instruction.endToEndId(), where);
        String debtor = account(StatusReasonCode.AC02, "debtor account", block.debtor(), where);
        String creditor = account(StatusReasonCode.AC03, "creditor account", instruction.creditor(), where);
        int occurrence = occurrence(where);
        return switch (AmountParser.parse(instruction.amount())) {
            case AmountParser.AmountResult.Invalid(StatusReasonCode code, String text) -> {
                problems.add(new StatusReason(code, text, where));
                sumKnown = false;
                yield BigDecimal.ZERO;
            }
            case AmountParser.AmountResult.Valid(PaymentAmount money, BigDecimal decimal) -> {
                transfers.add(new CreditTransfer(where.endToEndId(), occurrence, debtor, creditor, money));
                yield decimal;
            }
        };
    }

    private int occurrence(StatusReason.TransactionReference where) {
        int occurrence = occurrences.merge(where.endToEndId(), 1, Integer::sum);
        if (occurrence > 1 && !NOT_PROVIDED.equals(where.endToEndId())) {
            problems.add(new StatusReason(
                    StatusReasonCode.DU04,
                    "EndToEndId " + ValueQuoter.quote(where.endToEndId()) + " is used more than once in this message",
                    where));
        }
        return occurrence;
    }

    private String account(
            StatusReasonCode code,
            String name,
            PaymentInitiation.Account account,
            StatusReason.TransactionReference where) {
        return switch (AccountValidator.validate(account)) {
            case AccountValidator.AccountResult.Invalid(String text) -> {
                problems.add(new StatusReason(code, name + " " + text, where));
                yield NOT_PROVIDED;
            }
            case AccountValidator.AccountResult.Valid(String id, boolean checked) -> {
                if (!checked) {
                    warnings.add(new StatusReason(
                            StatusReasonCode.NARR,
                            name + " " + ValueQuoter.quote(id) + ": the IBAN's check digits are wrong",
                            where));
                }
                yield id;
            }
        };
    }

    /// The sum protects the amounts, so a wrong sum always causes a refusal. A wrong count alone causes a
    /// warning if the sum matches. Reports nothing once an amount was unreadable: the sum is then unknown and
    /// the message is refused anyway.
    private void checkControl(String where, PaymentInitiation.ControlTotals control, int count, BigDecimal sum) {
        if (!sumKnown) {
            return;
        }
        BigDecimal claimed = AmountParser.decimal(control.sum());
        boolean sumAgrees = claimed != null && claimed.compareTo(sum) == 0;
        if (control.sum() != null && !sumAgrees) {
            addProblem(
                    StatusReasonCode.AM10,
                    where + "/CtrlSum is " + ValueQuoter.quote(control.sum()) + ", the transfers sum up to "
                            + sum.toPlainString());
        }
        if (control.count() == null || matchesCount(control.count(), count)) {
            return;
        }
        String text =
                where + "/NbOfTxs is " + ValueQuoter.quote(control.count()) + ", the number of transfers is " + count;
        if (sumAgrees) {
            warnings.add(StatusReason.ofMessage(StatusReasonCode.NARR, text + "; accepted because CtrlSum agrees"));
        } else {
            addProblem(StatusReasonCode.AM18, text);
        }
    }

    private static boolean matchesCount(String claimed, int count) {
        BigDecimal number = AmountParser.decimal(claimed);
        return number != null && number.compareTo(BigDecimal.valueOf(count)) == 0;
    }

    private void checkId(String name, @Nullable String id, StatusReason.@Nullable TransactionReference where) {
        if (id == null) {
            problems.add(new StatusReason(StatusReasonCode.FF01, name + " is missing", where));
        } else if (id.length() > LONGEST_ID) {
            problems.add(new StatusReason(
                    StatusReasonCode.FF01,
                    name + " " + ValueQuoter.quote(id) + " is longer than " + LONGEST_ID + " characters",
                    where));
        }
    }

    private static String orNotProvided(@Nullable String text) {
        return text == null ? NOT_PROVIDED : text;
    }

    private void addProblem(StatusReasonCode code, String text) {
        problems.add(StatusReason.ofMessage(code, text));
    }
}
