package org.haidang.programme.survey;

/**
 * One version of the survey of a facility.
 *
 * @param id of the survey; all versions share it
 * @param facility id of the facility
 * @param version from 1
 */
public record Survey(String id, String facility, int version, SurveyState state) {

    public static final int MAX_VERSIONS = 100;

    public Survey {
        if (id.isBlank() || facility.isBlank() || version < 1 || version > MAX_VERSIONS) {
            throw new IllegalArgumentException(id + " of " + facility + ", version " + version);
        }
    }

    public static Survey first(String id, String facility) {
        return new Survey(id, facility, 1, new SurveyState.Draft());
    }

    /** How evidence calls this version. */
    public String reference() {
        return id + "/" + version;
    }

    Survey in(SurveyState next) {
        return new Survey(id, facility, version, next);
    }
}
