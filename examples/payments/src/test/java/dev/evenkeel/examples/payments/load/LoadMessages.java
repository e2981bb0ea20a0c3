// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.load;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// The messages of the load: four templates in turn by chance, three with one transfer and a byte-order mark,
/// one with eight transfers in five blocks. Every message has a fresh id; debtors are drawn from 100,000.
/// Confined to one thread.
final class LoadMessages {
    private static final int DEBTORS = 100_000;
    private static final String[] CURRENCIES = {"EUR", "USD", "RUB"};
    private static final int[] BLOCKS = {1, 2, 2, 1, 2};
    private static final String ISO = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03";
    private static final String SIX = "http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd";

    private final Random random;
    private final String run;
    private long number;

    /// @param run tells the message ids of this run from those of others
    LoadMessages(long seed, String run) {
        this.random = new Random(seed);
        this.run = run;
    }

    byte[] next() {
        number++;
        int template = random.nextInt(4);
        String message = template < 3 ? single(CURRENCIES[template]) : batch();
        return message.getBytes(StandardCharsets.UTF_8);
    }

    private String single(String currency) {
        BigDecimal amount = amount();
        return "\uFEFF" + message(ISO, 1, amount, block(1, transfer("1-1", currency, amount)));
    }

    private String batch() {
        StringBuilder blocks = new StringBuilder();
        BigDecimal sum = BigDecimal.ZERO;
        for (int block = 0; block < BLOCKS.length; block++) {
            StringBuilder transfers = new StringBuilder();
            for (int i = 0; i < BLOCKS[block]; i++) {
                BigDecimal amount = amount();
                sum = sum.add(amount);
                transfers.append(transfer((block + 1) + "-" + (i + 1), "CHF", amount));
            }
            blocks.append(block(block + 1, transfers.toString()));
        }
        return message(SIX, 8, sum, blocks.toString());
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(1 + random.nextInt(100_000), 2);
    }

    private String message(String namespace, int count, BigDecimal sum, String blocks) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Document xmlns="%s" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <CstmrCdtTrfInitn>
                    <GrpHdr>
                      <MsgId>%s-%d</MsgId>
                      <CreDtTm>2026-11-24T10:00:00</CreDtTm>
                      <NbOfTxs>%d</NbOfTxs>
                      <CtrlSum>%s</CtrlSum>
                      <InitgPty>
                        <Nm>Harbour Trading Ltd</Nm>
                        <Id>
                          <OrgId>
                            <Othr>
                              <Id>302614853</Id>
                              <SchmeNm>
                                <Cd>COID</Cd>
                              </SchmeNm>
                            </Othr>
                          </OrgId>
                        </Id>
                      </InitgPty>
                    </GrpHdr>
                %s  </CstmrCdtTrfInitn>
                </Document>
                """.formatted(namespace, run, number, count, sum, blocks);
    }

    private String block(int block, String transfers) {
        return """
                    <PmtInf>
                      <PmtInfId>B%d-%d</PmtInfId>
                      <PmtMtd>TRF</PmtMtd>
                      <BtchBookg>true</BtchBookg>
                      <PmtTpInf>
                        <SvcLvl>
                          <Cd>SEPA</Cd>
                        </SvcLvl>
                      </PmtTpInf>
                      <ReqdExctnDt>2026-11-25</ReqdExctnDt>
                      <Dbtr>
                        <Nm>Harbour Trading Ltd</Nm>
                      </Dbtr>
                      <DbtrAcct>
                        <Id>
                          <IBAN>%s</IBAN>
                        </Id>
                        <Tp>
                          <Prtry>CND</Prtry>
                        </Tp>
                      </DbtrAcct>
                      <DbtrAgt>
                        <FinInstnId>
                          <BIC>EVENCHZZXXX</BIC>
                        </FinInstnId>
                      </DbtrAgt>
                      <ChrgBr>SLEV</ChrgBr>
                %s    </PmtInf>
                """.formatted(number, block, iban(random.nextInt(DEBTORS)), transfers);
    }

    private String transfer(String id, String currency, BigDecimal amount) {
        return """
                      <CdtTrfTxInf>
                        <PmtId>
                          <InstrId>I-%s</InstrId>
                          <EndToEndId>E%d-%s</EndToEndId>
                        </PmtId>
                        <Amt>
                          <InstdAmt Ccy="%s">%s</InstdAmt>
                        </Amt>
                        <CdtrAgt>
                          <FinInstnId>
                            <BIC>KEELDEFFXXX</BIC>
                          </FinInstnId>
                        </CdtrAgt>
                        <Cdtr>
                          <Nm>Ropes &amp; Sails GmbH</Nm>
                          <PstlAdr>
                            <StrtNm>Am Kai</StrtNm>
                            <BldgNb>15</BldgNb>
                            <PstCd>20457</PstCd>
                            <TwnNm>Hamburg</TwnNm>
                            <Ctry>DE</Ctry>
                          </PstlAdr>
                        </Cdtr>
                        <CdtrAcct>
                          <Id>
                            <IBAN>%s</IBAN>
                          </Id>
                        </CdtrAcct>
                        <RmtInf>
                          <Ustrd>Invoice %d of November</Ustrd>
                        </RmtInf>
                      </CdtTrfTxInf>
                """.formatted(id, number, id, currency, amount, iban(random.nextInt(DEBTORS)), number);
    }

    /// A Swiss IBAN with right check digits (ISO 7064, modulus 97).
    private static String iban(int account) {
        String bban = "09000%012d".formatted(account);
        int remainder =
                new BigInteger(bban + "121700").mod(BigInteger.valueOf(97)).intValue();
        return "CH%02d%s".formatted(98 - remainder, bban);
    }
}
