package org.haidang.server.tier;

import java.util.List;
import java.util.Objects;
import org.haidang.programme.vietnamese.Sentence;
import org.haidang.server.camera.InvalidCameraException;
import org.haidang.server.camera.Mistake;
import org.haidang.server.configure.Asker;
import org.haidang.server.configure.RecordingSettings;
import org.haidang.server.configure.SettingsChange;
import org.haidang.server.configure.SettingsChangedException;
import org.haidang.server.ptz.Turner;
import org.haidang.server.words.Language;
import org.haidang.server.words.Words;
import org.haidang.uplink.NoAnswer;
import org.haidang.uplink.NoAnswerException;
import org.haidang.uplink.SettingsLimits;
import org.haidang.uplink.wire.CameraSettings;
import org.haidang.uplink.wire.Configure;
import org.haidang.uplink.wire.Configured;
import org.haidang.uplink.wire.InvalidSetting;
import org.haidang.uplink.wire.Person;

/** The settings of cameras in the words of the link. */
final class SettingsWords {
    private static final String DONE = "done";
    private static final String CHANGED = "changed";
    private static final String INVALID = "invalid";

    private SettingsWords() {}

    static CameraSettings said(RecordingSettings settings) {
        return CameraSettings.newBuilder()
                .setRecordMain(settings.main())
                .setRecordSub(settings.sub())
                .setRetentionDays(Objects.requireNonNullElse(settings.retentionDays(), 0))
                .build();
    }

    static RecordingSettings heard(CameraSettings said) {
        return new RecordingSettings(
                said.getRecordMain(),
                said.getRecordSub(),
                said.getRetentionDays() == 0 ? null : (Integer) said.getRetentionDays());
    }

    static Configure.Builder said(String cameraId, Asker who, SettingsChange change) {
        return Configure.newBuilder()
                .setCameraId(cameraId)
                .setPerson(said(who))
                .setBase(said(change.base()))
                .setWanted(said(change.wanted()));
    }

    private static Person said(Asker who) {
        return TurnWords.said(
                new Turner(who.key(), who.person(), who.issuer(), who.actor(), false));
    }

    /**
     * @param centre what the tier above is called, which speaks of its own people without it
     */
    static Asker heard(Person said, String centre) {
        Turner who = TurnWords.heard(said, centre);
        return new Asker(who.key(), who.person(), who.issuer(), who.actor());
    }

    static SettingsChange heard(Configure said) {
        return new SettingsChange(heard(said.getBase()), heard(said.getWanted()));
    }

    // ------------------------------------------------------------------ what came of it

    static Configured.Builder done(RecordingSettings holds) {
        return Configured.newBuilder().setOutcome(DONE).setSettings(said(holds));
    }

    static Configured.Builder said(SettingsChangedException changed) {
        return Configured.newBuilder().setOutcome(CHANGED).setSettings(said(changed.holds()));
    }

    static Configured.Builder said(NoAnswer why) {
        return Configured.newBuilder().setOutcome(why.word());
    }

    static Configured.Builder said(InvalidCameraException invalid) {
        Configured.Builder answer = Configured.newBuilder().setOutcome(INVALID);
        invalid.mistakes().stream()
                .limit(SettingsLimits.MAX_INVALID)
                .forEach(mistake ->
                        answer.addInvalid(
                                InvalidSetting.newBuilder()
                                        .setField(mistake.field())
                                        .setVi(sentence(mistake, Language.VI))
                                        .setEn(sentence(mistake, Language.EN))));
        return answer;
    }

    private static String sentence(Mistake mistake, Language language) {
        Object[] arguments =
                mistake.arguments().stream()
                        .map(one ->
                                one instanceof Sentence(String vietnamese, String english)
                                        ? language == Language.VI ? vietnamese : english
                                        : one)
                        .toArray();
        return cut(Words.of(language, mistake.key(), arguments));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), SettingsLimits.MAX_SENTENCE));
    }

    /**
     * What a site answered.
     *
     * @return what holds now
     * @throws InvalidCameraException with the site's sentences
     */
    static RecordingSettings heard(Configured said)
            throws SettingsChangedException, NoAnswerException {
        switch (said.getOutcome()) {
            case DONE -> {
                return heard(said.getSettings());
            }
            case CHANGED -> throw new SettingsChangedException(heard(said.getSettings()));
            case INVALID ->
                    throw new InvalidCameraException(
                            said.getInvalidList().stream().map(SettingsWords::mistake).toList());
            default -> throw new NoAnswerException(NoAnswer.of(said.getOutcome()), "so it says");
        }
    }

    private static Mistake mistake(InvalidSetting said) {
        return new Mistake(
                said.getField(),
                "field.said",
                List.of(new Sentence(clean(said.getVi()), clean(said.getEn()))));
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
