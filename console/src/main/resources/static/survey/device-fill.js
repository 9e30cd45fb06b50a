import {t} from '../app/i18n.js';
import {ServerAsk} from './server-ask.js';

/** Asks a camera or recorder what it is; each channel becomes a camera of the form. */
class DeviceFill extends ServerAsk {
  get kind() {
    return {field: 'device', path: 'devices', icon: 'search', open: t('survey.device'), words: t('survey.device.words'), address: t('survey.device.address'), example: '192.168.1.20', go: t('survey.device.go'), busy: t('survey.device.busy')};
  }
}

customElements.define('hd-device-fill', DeviceFill);
